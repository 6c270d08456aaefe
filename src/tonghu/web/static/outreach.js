// The form of an activity: more rows, names while typing, a draft on this device. It works without all three.
"use strict";

for (const button of document.querySelectorAll("[data-add]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const name = button.dataset.add;
    const total = document.querySelector(`[name="${name}-TOTAL_FORMS"]`);
    const row = document.querySelector(`template[data-row="${name}"]`).innerHTML.replaceAll("__prefix__", total.value);
    const rows = document.querySelector(`[data-rows="${name}"]`);
    rows.insertAdjacentHTML("beforeend", row);
    total.value = Number(total.value) + 1;
    rows.lastElementChild.querySelector("input").focus();
  });
}

// Who may be known: an answer that is still on its way must not undo what was chosen meanwhile.
document.getElementById("known")?.addEventListener("change", () => {
  for (const asks of document.querySelectorAll("[hx-target='#known']")) htmx.trigger(asks, "htmx:abort");
});

// Names: the part after the last separator is looked up; a chosen name takes its place.
const SEPARATORS = /[、，,;；]/;
for (const field of document.querySelectorAll("[data-names]")) {
  const list = document.createElement("ul");
  list.className = "hits";
  list.setAttribute("aria-live", "polite");
  list.hidden = true;
  field.after(list);
  let timer = 0;
  const last = () => field.value.split(SEPARATORS).pop().trim();
  const close = () => { list.hidden = true; list.replaceChildren(); };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (!last()) { close(); return; }
    timer = setTimeout(async () => {
      const asked = last();
      const answer = await fetch(`/activities/names/${field.dataset.names}/?q=${encodeURIComponent(asked)}`, { headers: { "HX-Request": "true" } });
      if (!answer.ok || asked !== last()) return;
      list.innerHTML = await answer.text();
      list.hidden = !list.childElementCount;
    }, 200);
  });
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("button");
    if (!chosen) return;
    const several = field.dataset.names === "units" || field.dataset.names === "people";
    const cut = field.value.length - field.value.split(SEPARATORS).pop().length;
    field.value = (several ? field.value.slice(0, cut) : "") + chosen.textContent + (several ? "、" : "");
    close();
    field.focus();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  field.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
}

// The draft: what is typed is kept until the record with the same token is seen saved.
function stored(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}
function forget(key) {
  try { localStorage.removeItem(key); } catch { /* storage is off: there is no draft */ }
}
for (const page of document.querySelectorAll("[data-draft-of]")) {
  const draft = stored(page.dataset.draftOf);
  if (draft && draft.token === page.dataset.saved) forget(page.dataset.draftOf);
}
const form = document.querySelector("form[data-draft]");
if (form) {
  const key = form.dataset.draft;
  const said = form.querySelector("[data-draft-said]");
  const take = form.querySelector("[data-draft-take]");
  const drop = form.querySelector("[data-draft-drop]");
  const words = (name) => form.querySelector(`[data-says-${name}]`).textContent;
  const typed = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  const keep = () => {
    const at = new Date().toTimeString().slice(0, 5);
    try {
      localStorage.setItem(key, JSON.stringify({ token: form.elements.token.value, at, typed: typed() }));
      said.textContent = `${words("kept")} · ${at}`;
    } catch { said.textContent = ""; }
  };
  let draft = stored(key);
  if (draft && draft.token === form.dataset.saved) { forget(key); draft = null; }
  let timer = 0;
  form.addEventListener("input", () => {
    take.hidden = drop.hidden = true;
    clearTimeout(timer);
    timer = setTimeout(keep, 600);
  });
  if (draft && !("bound" in form.dataset)) {
    said.textContent = `${words("found")} · ${draft.at}`;
    take.hidden = drop.hidden = false;
    take.addEventListener("click", () => { restore(draft.typed); take.hidden = drop.hidden = true; said.textContent = ""; });
    drop.addEventListener("click", () => { forget(key); take.hidden = drop.hidden = true; said.textContent = ""; });
  }
}
function restore(pairs) {
  const total = Number((pairs.find(([name]) => name === "handouts-TOTAL_FORMS") || [])[1] || 0);
  const add = document.querySelector('[data-add="handouts"]');
  while (add && Number(form.elements["handouts-TOTAL_FORMS"].value) < total) add.click();
  for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = false;
  for (const [name, value] of pairs) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "checkbox") field.checked = field.checked || field.value === value;
      else if (field.type !== "file") field.value = value;
      if (value && field.closest("details") && (field.type !== "checkbox" || field.checked) && field.name !== "office") field.closest("details").open = true;
    }
  }
}
