/**
 * Templates that escape by construction: a template is a tree of values, never a string of markup.
 *
 * How a view is written: a function of state that returns html`…`.
 *
 *     html`<li class="row" key=${person.id} onclick=${() => open(person)}>
 *       <b dir="auto">${person.name}</b> ${person.away && html`<i>away</i>`}
 *     </li>`
 *
 * A hole may stand for a whole attribute value, part of a quoted one, or a child: text, number, template, list of these,
 * DOM node, or null/false (nothing). Static attribute values are quoted; every element is closed or void.
 * `onclick=${fn}` listens; `value`, `checked`, `disabled`, `hidden`… follow the state; true/false set or remove an attribute;
 * `key` names a child among its siblings; `vars=${{"--x": "1px"}}` sets custom properties (CSP forbids style attributes);
 * `ref=${element => cleanup}` runs once when the element has been made, its result when it goes.
 * `memo(key, deps, () => html`…`)` is not made again while its deps stay the same.
 * `render(target, template)` makes target's children be the template, keeping what is there (focus, scroll, typed text).
 *
 * @typedef {{tag?: string, props?: Record<string, any>, children?: VNode[], key?: any, text?: string, foreign?: Node,
 *   deps?: any[], make?: () => any, inner?: VNode, node?: any}} VNode
 */

const parsed = new WeakMap();
const voids = new Set(["input", "br", "img", "hr", "link", "meta", "source", "path", "circle", "rect", "line"]);
const token = /<\/([\w-]+)\s*>|<([\w-]+)((?:\s+[^\s=>\/]+(?:=(?:"[^"]*"|\0\d+;|[\w-]+))?)*)\s*(\/?)>|([^<]+)/g;
const attribute = /([^\s=]+)(?:=(?:"([^"]*)"|(\S+)))?/g;

/** @param {TemplateStringsArray} strings @param {...any} values @returns {VNode|VNode[]} */
export function html(strings, ...values) {
  let tree = parsed.get(strings);
  if (!tree) parsed.set(strings, (tree = parse(strings)));
  const built = tree.map((part) => build(part, values)).flat(Infinity);
  return built.length === 1 ? built[0] : built;
}

/** A subtree that is kept while `deps` are the same values. */
export function memo(key, deps, make) {
  return { key, deps, make };
}

/** Makes the children of `target` be `tree`. @param {Element} target @param {any} tree */
export function render(target, tree) {
  target.__tree = patchChildren(target, target.__tree ?? [], nodes(tree));
}

function parse(strings) {
  const source = strings.reduce((all, part, i) => all + "\0" + (i - 1) + ";" + part);
  const root = { children: [] };
  const stack = [root];
  for (const [, close, open, attributes, self, text] of source.matchAll(token)) {
    const parent = stack[stack.length - 1];
    if (close) stack.pop();
    else if (open) {
      const element = { tag: open, attributes: parseAttributes(attributes), children: [] };
      parent.children.push(element);
      if (!self && !voids.has(open)) stack.push(element);
    } else parent.children.push(...parts(text.replace(/^\s*\n\s*|\s*\n\s*$/g, "").replace(/\s*\n\s*/g, " ")));
  }
  if (stack.length !== 1) throw new Error("unclosed element in template: " + stack.at(-1).tag);
  return root.children;
}

function parseAttributes(text) {
  return [...text.matchAll(attribute)].map(([, name, quoted, bare]) => [name, parts(quoted ?? bare ?? "")]);
}

/** Splits text into strings and hole numbers. */
function parts(text) {
  return text.split(/\0(\d+);/).map((part, i) => (i % 2 ? Number(part) : part)).filter((part) => part !== "");
}

function build(part, values) {
  if (typeof part === "number") return nodes(values[part]);
  if (typeof part === "string") return { text: part };
  const props = {};
  for (const [name, value] of part.attributes) {
    props[name] = value.length === 1 && typeof value[0] === "number"
      ? values[value[0]]
      : value.map((p) => (typeof p === "number" ? values[p] ?? "" : p)).join("");
  }
  return { tag: part.tag, props, key: props.key, children: part.children.map((c) => build(c, values)).flat(Infinity) };
}

/** What is left out keeps its place as an empty text, so that its neighbours stay the elements that they are. */
function nodes(value) {
  if (value == null || value === false || value === true) return [{ text: "" }];
  if (Array.isArray(value)) return value.flatMap(nodes);
  if (value instanceof Node) return [{ foreign: value }];
  if (typeof value === "object") return [value];
  return [{ text: String(value) }];
}

const same = (a, b) => a.tag === b.tag && a.foreign === b.foreign && !a.make === !b.make && (a.text == null) === (b.text == null);

function patchChildren(parent, before, after) {
  const keyed = new Map();
  const plain = [];
  for (const old of before) old.key != null ? keyed.set(old.key, old) : plain.push(old);
  let next = 0;
  const taken = new Set();
  const matches = after.map((child) => {
    const old = child.key != null ? keyed.get(child.key) : plain[next++];
    if (!old || taken.has(old) || !same(old, child)) return undefined;
    taken.add(old);
    return old;
  });
  for (const old of before) if (!taken.has(old)) remove(old);
  let cursor = parent.firstChild;
  after.forEach((child, i) => {
    matches[i] ? patch(matches[i], child) : create(child, parent.namespaceURI);
    if (child.node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(child.node, cursor);
  });
  return after;
}

function create(v, namespace) {
  if (v.make) {
    v.inner = nodes(v.make())[0];
    create(v.inner, namespace);
    v.node = v.inner.node;
  } else if (v.foreign) v.node = v.foreign;
  else if (v.text != null) v.node = document.createTextNode(v.text);
  else {
    const space = v.tag === "svg" ? "http://www.w3.org/2000/svg" : namespace;
    v.node = document.createElementNS(space ?? "http://www.w3.org/1999/xhtml", v.tag);
    patchChildren(v.node, [], v.children);
    setAll(v.node, {}, v.props);
    if (v.props.ref) v.clean = v.props.ref(v.node);
  }
}

function patch(old, v) {
  if (v.make) {
    if (old.deps.length === v.deps.length && old.deps.every((d, i) => Object.is(d, v.deps[i]))) {
      v.inner = old.inner;
    } else {
      v.inner = nodes(v.make())[0];
      if (same(old.inner, v.inner)) patch(old.inner, v.inner);
      else {
        create(v.inner, old.node.parentNode.namespaceURI);
        old.node.replaceWith(v.inner.node);
        remove(old.inner);
      }
    }
    v.node = v.inner.node;
    return;
  }
  v.node = old.node;
  if (v.text != null) {
    if (v.text !== old.text) v.node.data = v.text;
  } else if (!v.foreign) {
    v.clean = old.clean;
    patchChildren(v.node, old.children, v.children);
    setAll(v.node, old.props, v.props);
  }
}

function remove(v) {
  forget(v);
  v.node.remove();
}

function forget(v) {
  if (v.inner) forget(v.inner);
  v.children?.forEach(forget);
  if (typeof v.clean === "function") v.clean();
}

function setAll(node, before, after) {
  for (const name in before) if (!(name in after)) set(node, name, undefined, before[name]);
  for (const name in after) set(node, name, after[name], before[name]);
}

const live = new Set(["value", "checked", "disabled", "hidden", "open", "selected", "muted", "indeterminate", "scrollTop"]);

function set(node, name, value, old) {
  if (name === "key" || name === "ref") return;
  if (name === "vars") {
    for (const property in value ?? {}) node.style.setProperty(property, value[property]);
  } else if (name.startsWith("on")) {
    if (value === old) return;
    if (old) node.removeEventListener(name.slice(2), old);
    if (value) node.addEventListener(name.slice(2), value);
  } else if (live.has(name) && name in node) {
    const wanted = value ?? (typeof node[name] === "boolean" ? false : "");
    if (node[name] !== wanted) node[name] = wanted;
  } else if (value === old) return;
  else if (value == null || value === false) node.removeAttribute(name);
  else node.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : String(value));
}
