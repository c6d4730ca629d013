"use strict";
const FOLDED = 20;
const byId = id => document.getElementById(id);
const all = selector => [...document.querySelectorAll(selector)];
const findings = all(".finding");
const tiles = all(".tile");
const reasons = all(".group");
const unfolded = new Set();
const texts = new Map();
const homes = new Map();
let namespaces = [];
let unfoldedBefore = new Set();

for (const copy of all(".copy")) {
  copy.hidden = false;
  copy.addEventListener("click", () => {
    const code = copy.parentElement.querySelector("code");
    getSelection().selectAllChildren(code);
    navigator.clipboard?.writeText(code.textContent).then(() => { copy.textContent = "Copied"; }, () => {});
  });
}

if (findings.length > 0) {
  for (const group of reasons) {
    const title = group.querySelector("h2").textContent;
    for (const finding of group.querySelectorAll(".finding")) {
      texts.set(finding, (title + " " + finding.dataset.codes + " " + finding.textContent).toLowerCase());
      homes.set(finding, group);
    }
  }
  byId("tools").hidden = false;
  byId("tools").addEventListener("submit", event => event.preventDefault());
  for (const tile of tiles) {
    tile.disabled = tile.querySelector("strong").textContent === "0";
    tile.addEventListener("click", () => {
      tile.setAttribute("aria-pressed", String(!isPressed(tile)));
      changed();
    });
  }
  byId("words").addEventListener("input", changed);
  byId("by").addEventListener("change", changed);
  byId("reset").addEventListener("click", reset);
  byId("expand").addEventListener("click", () => expand(byId("expand").textContent === "Expand all"));
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => {
    unfoldedBefore = new Set(unfolded);
    groups().forEach(group => unfolded.add(group));
    show();
  });
  addEventListener("afterprint", () => {
    unfolded.clear();
    unfoldedBefore.forEach(group => unfolded.add(group));
    show();
  });
  read();
  show();
  follow();
}

function isPressed(tile) {
  return tile.getAttribute("aria-pressed") === "true";
}

function groups() {
  return byId("by").value === "namespace" ? namespaces : reasons;
}

/** The filter is in the fragment, so that a link to the page shows what its sender saw. */
function changed() {
  const query = new URLSearchParams();
  tiles.filter(isPressed).forEach(tile => query.append("verdict", tile.dataset.tile));
  if (byId("words").value) {
    query.set("words", byId("words").value);
  }
  if (byId("by").value !== "reason") {
    query.set("by", byId("by").value);
  }
  const text = query.toString();
  history.replaceState(null, "", text ? "#?" + text : location.pathname + location.search);
  show();
}

function read() {
  if (!location.hash.startsWith("#?")) {
    return;
  }
  const query = new URLSearchParams(location.hash.slice(2));
  const pressed = query.getAll("verdict");
  tiles.forEach(tile => tile.setAttribute("aria-pressed", String(pressed.includes(tile.dataset.tile))));
  byId("words").value = query.get("words") ?? "";
  byId("by").value = query.get("by") === "namespace" ? "namespace" : "reason";
}

function reset() {
  tiles.forEach(tile => tile.setAttribute("aria-pressed", "false"));
  byId("words").value = "";
  changed();
}

function expand(open) {
  findings.forEach(finding => { finding.firstElementChild.open = open; });
  groups().forEach(group => open ? unfolded.add(group) : unfolded.delete(group));
  byId("expand").textContent = open ? "Collapse all" : "Expand all";
  show();
}

function show() {
  arrange();
  const wanted = byId("words").value.toLowerCase().split(/\s+/).filter(word => word);
  const pressed = tiles.filter(isPressed).map(tile => tile.dataset.tile);
  const matches = finding => (pressed.length === 0 || pressed.includes(finding.dataset.tile))
    && wanted.every(word => texts.get(finding).includes(word));
  let matching = 0;
  let shown = 0;
  for (const group of groups()) {
    const most = unfolded.has(group) ? Infinity : FOLDED;
    let here = 0;
    for (const finding of group.querySelectorAll(".finding")) {
      const match = matches(finding);
      finding.hidden = !match || here >= most;
      here += match ? 1 : 0;
    }
    group.hidden = here === 0;
    const more = group.querySelector(".more");
    more.hidden = here <= most;
    more.textContent = "Show " + (here - most) + " more";
    more.onclick = () => {
      unfolded.add(group);
      show();
    };
    matching += here;
    shown += Math.min(here, most);
  }
  byId("no-match").hidden = matching > 0;
  byId("shown").textContent = matching + " of " + findings.length + " match"
    + (shown < matching ? ", " + shown + " shown" : "");
}

/** Moves each finding into the group where it belongs: that of its reason, or of its namespace. */
function arrange() {
  const grouped = byId("by").value === "namespace";
  if (grouped === namespaces.length > 0) {
    return;
  }
  if (grouped) {
    const names = new Map();
    for (const finding of findings) {
      const name = finding.dataset.namespace;
      names.set(name, [...names.get(name) ?? [], finding]);
    }
    const need = found => found.filter(one => ["blocked", "patch"].includes(one.dataset.tile)).length;
    namespaces = [...names].sort((a, b) => need(b[1]) - need(a[1])).map(([name, found], i) => namespace(name, found, i));
    byId("groups").append(...namespaces);
  } else {
    findings.forEach(finding => homes.get(finding).querySelector(".findings").append(finding));
    namespaces.forEach(group => group.remove());
    namespaces = [];
  }
  for (const group of reasons) {
    group.hidden = grouped;
  }
}

function namespace(name, found, number) {
  const group = document.createElement("section");
  group.className = "group";
  const heading = document.createElement("h2");
  heading.id = "n-" + number;
  heading.textContent = (name ? "Namespace " + name : "No namespace") + " ";
  const count = document.createElement("span");
  count.className = "count";
  count.textContent = String(found.length);
  heading.append(count);
  group.setAttribute("aria-labelledby", heading.id);
  const list = document.createElement("ol");
  list.className = "findings";
  list.append(...found);
  const more = document.createElement("button");
  more.type = "button";
  more.className = "more";
  group.append(heading, list, more);
  return group;
}

/** Shows what the fragment of the URL names, whatever the filter hides. */
function follow() {
  if (location.hash.startsWith("#?")) {
    read();
    show();
    return;
  }
  const target = byId(location.hash.slice(1));
  if (!target || !byId("groups").contains(target)) {
    return;
  }
  const fragment = location.hash;
  if (target.classList.contains("why")) {
    byId("by").value = "reason";
  }
  if (target.closest("[hidden]")) {
    reset();
    unfolded.add(target.closest(".group"));
    show();
    history.replaceState(null, "", fragment);
  }
  if (target.matches(".finding")) {
    target.firstElementChild.open = true;
  }
  target.scrollIntoView();
}
