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

type Print = (view: object) => string;

const made = new Map<string, Print>();

/** A template is made when it is first printed, and not again for each of many modules. */
function printOf(template: string): Print {
  const known = made.get(template);
  if (known !== undefined) return known;
  const print = environment.template(templates[template]);
  made.set(template, print);
  return print;
}

/** Prints a view with the template of that name, or throws: a missing template or field is a bug of ours. */
export function print(template: string, view: object): string {
  return printOf(template)(view);
}
