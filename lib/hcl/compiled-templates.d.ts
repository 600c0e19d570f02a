/**
 * What scripts/compile-templates.js makes of templates/: by file name without `.hbs`, what Handlebars'
 * runtime takes. Not in version control; `npm run build:templates` writes it.
 */
export declare const templates: Readonly<Record<string, unknown>>;
export declare const partials: Readonly<Record<string, unknown>>;
