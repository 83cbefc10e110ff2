/** Forms: what is typed, what is wrong with it, and what to say of a refusal. */
import { html } from "/html.js";
import { field } from "/ui.js";
import { passwordField } from "/password.js";

/** Says a refusal in words for whoever typed. @param {any} problem */
export function tell(problem) {
  switch (problem.type) {
    case "wrong-password": return "The address or the password is not right.";
    case "too-many": return "That was a little often. Try again in " + (problem.retryAfter ?? 60) + " seconds.";
    case "offline": return "The server cannot be reached. Check your connection and try again.";
    case "missing": return "Please fill this in.";
    case "too-long": return "Too long: " + problem.message + ".";
    case "conflict": if (problem.field === "address") return "Somebody has an account with this address already.";
  }
  const text = (problem.message || "Something went wrong").replace(/^expected /, "this should be ");
  return text[0].toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");
}

/** True for what looks like an email address. */
export const isMail = (text) => /^\S+@\S+\.?\S+$/.test(text.trim());

/** What must hold before a field is sent: returns what is wrong, or nothing. */
export const checks = {
  name: (text) => !text.trim() && "Please say what people should call you.",
  address: (text) => !isMail(text) && "Please type an email address, like ada@example.org.",
  newPassword: (text) => [...text].length < 8 && "At least 8 characters, please.",
  filled: (text) => !text.trim() && "Please fill this in.",
};

/** One form: `values` by name, `wrong` by name, `problem` for all of it. */
export class Form {
  /** @param {Record<string, string>} values @param {Record<string, (text: string) => string|false>} [rules] */
  constructor(values, rules = {}) {
    this.first = values;
    this.rules = rules;
    this.reset();
  }

  reset(values = this.first) {
    this.values = { ...values };
    this.wrong = {};
    this.problem = "";
    this.busy = false;
    this.shown = {};
    this.touched = false;
  }

  /** A labelled input of this form. @param {any} app @param {string} name @param {any} options as of `field` */
  input(app, name, options) {
    const shared = { name, value: this.values[name], wrong: this.wrong[name], required: true, oninput: (e) => this.typed(app, name, e.target.value), ...options };
    shared.autofocus = !!options.autofocus && matchMedia("(pointer: fine)").matches;
    return options.password ? passwordField(app, this, shared) : field(shared);
  }

  typed(app, name, text) {
    this.values[name] = text;
    this.touched = true;
    if (this.wrong[name]) this.wrong[name] = "";
    app.redraw();
  }

  /** What went wrong with no one field. */
  notice() {
    return this.problem && html`<p class="notice bad" role="alert">${this.problem}</p>`;
  }

  /** The button that sends. */
  button(label, working = label) {
    return html`<button class="button primary" aria-disabled=${this.busy ? "true" : null}>${this.busy ? working : label}</button>`;
  }

  /** A submit listener: checks, runs `work(values)`, and shows where it was refused. */
  submit(app, work) {
    return async (event) => {
      event.preventDefault();
      if (this.busy) return;
      this.wrong = this.check();
      this.problem = "";
      if (!Object.keys(this.wrong).length) await this.run(app, work);
      app.redraw();
      const form = event.target;
      requestAnimationFrame(() => form.querySelector("[aria-invalid=true]")?.focus());
    };
  }

  check() {
    const found = Object.entries(this.rules).map(([name, rule]) => [name, rule(this.values[name] ?? "")]);
    return Object.fromEntries(found.filter(([, wrong]) => wrong));
  }

  async run(app, work) {
    this.busy = true;
    app.redraw();
    try {
      await work(this.values);
    } catch (problem) {
      this.refused(problem);
    }
    this.busy = false;
  }

  /** Puts a refusal beside the field that it is about, where there is one. */
  refused(problem) {
    const own = ["old", "password"].find((name) => name in this.values);
    if (problem.type === "wrong-password" && own && !("address" in this.values)) this.wrong[own] = "This is not your password.";
    else if (problem.field in this.values) this.wrong[problem.field] = tell(problem);
    else this.problem = tell(problem);
  }
}
