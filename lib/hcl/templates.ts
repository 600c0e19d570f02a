import * as handlebars from "handlebars/runtime";
import { partials, templates } from "./compiled-templates";

/** The part of Handlebars' runtime that is used; the package declares no types for it. */
interface Runtime {
  create(): Environment;
}

interface Environment {
  template(compiled: unknown): (view: object) => string;
  registerPartial(name: string, partial: (view: object) => string): void;
}

/** An environment of our own, so that no other user of Handlebars in the process can change what we print. */
const environment = (handlebars as unknown as Runtime).create();

for (const [name, compiled] of Object.entries(partials)) {
  environment.registerPartial(name, environment.template(compiled));
}

/** Prints a view with the template of that name, or throws: a missing template or field is a bug of ours. */
export function print(template: string, view: object): string {
  return environment.template(templates[template])(view);
}
