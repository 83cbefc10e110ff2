import test from "node:test";
import assert from "node:assert/strict";
import { setUp } from "./browserless.mjs";
import { load } from "./client.mjs";

setUp();
const { mailedPage, mailLinkButton } = await load("/entry-link.js");
const { mailLink } = await load("/offers.js");
const { Form } = await load("/form.js");

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** An app whose server answers when it is told to. */
function scene(address) {
  const asked = [], app = { state: { me: { address } }, server: { mail: { sends: true } }, redraw() {}, toast: (words) => toasts.push(words) }, toasts = [];
  app.api = (method, path, { body }) => new Promise((answer, refuse) => asked.push({ path, ...body, answer, refuse }));
  const form = new Form({ address }, {});
  return { app, asked, toasts, form, press: () => mailLinkButton(app, form).props.onclick() };
}

/** Buttons of a drawn page, by what stands on them. */
function buttons(tree, found = {}) {
  for (const part of [tree].flat(9)) {
    if (part?.tag === "button") found[part.children.map((child) => child.text ?? "").join("")] = part.props.onclick;
    if (part?.children) buttons(part.children, found);
  }
  return found;
}

test("a link is mailed once however often that is pressed, and again only after a while", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { app, asked, toasts, press } = scene("ada@example.org");
  press();
  press();
  assert.equal(asked.length, 1);
  assert.equal(mailLinkButton(app, {}).props["aria-disabled"], "true");
  asked[0].answer();
  await settled();
  assert.ok(!buttons(mailedPage(app))["send again"]);
  buttons(mailedPage(app))["Back to signing in"]();
  assert.ok(!mailedPage(app));
  press();
  await settled();
  assert.equal(asked.length, 1);
  t.mock.timers.tick(30_000);
  const again = buttons(mailedPage(app))["send again"];
  again();
  again();
  assert.equal(asked.length, 2);
  asked[1].answer();
  await settled();
  assert.deepEqual(toasts, ["Sent again"]);
  assert.ok(!buttons(mailedPage(app))["send again"]);
  mailedPage();
});

test("what was refused, or was for another address, can be asked for at once", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { app, asked, form, press } = scene("ben@example.org");
  press();
  asked[0].refuse({ type: "offline" });
  await settled();
  assert.match(form.problem, /cannot be reached/);
  press();
  asked[1].answer();
  await settled();
  mailedPage();
  form.values.address = "cleo@example.org";
  press();
  assert.deepEqual(asked.map((a) => a.address), ["ben@example.org", "ben@example.org", "cleo@example.org"]);
  asked[2].answer();
  await settled();
  mailedPage();
});

test("a guest is mailed one link for two presses, and a refused one is tried again", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { app, asked, toasts } = scene("guest@example.org");
  const both = [mailLink(app), mailLink(app)];
  assert.equal(asked.length, 1);
  asked[0].answer();
  assert.deepEqual(await Promise.all(both), [true, true]);
  assert.equal(await mailLink(app), true);
  assert.equal(asked.length, 1);
  t.mock.timers.tick(30_000);
  const later = mailLink(app);
  asked[1].refuse({ message: "no" });
  assert.equal(await later, false);
  assert.deepEqual(toasts, ["No"]);
  mailLink(app);
  assert.equal(asked.length, 3);
});
