// Small helps; every page works without them.
"use strict";

// Ctrl K looks for something.
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    const field = document.querySelector("[data-find]");
    if (field && field.offsetParent) { event.preventDefault(); field.focus(); field.select(); }
  }
  if (event.key === "Escape") closeMenus(null);
});

function closeMenus(kept) {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(kept)) menu.open = false;
}
document.addEventListener("click", (event) => closeMenus(event.target));

document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });

// A whole row opens.
document.addEventListener("click", (event) => {
  const row = event.target.closest("tr[data-href]");
  if (row && !event.target.closest("a, button, input, label") && !String(getSelection())) location.href = row.dataset.href;
});

// Files over the limit are named before they are sent, so that nothing typed is lost.
const most = Number(document.documentElement.dataset.uploadMost);
function tooLarge(form) {
  let sum = 0;
  for (const field of form.querySelectorAll("input[type=file]")) {
    for (const file of field.files) sum += file.size;
    field.setCustomValidity(sum > most ? `${field.files[0]?.name ?? ""} ${document.documentElement.dataset.uploadSays}` : "");
    if (sum > most) { field.reportValidity(); return true; }
  }
  return false;
}
document.addEventListener("change", (event) => {
  if (event.target.type === "file" && event.target.form) tooLarge(event.target.form);
});

// A form that stood open across a sign-in is sent with today's token; a double click sends once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent || tooLarge(form)) { event.preventDefault(); return; }
  const token = form.elements.csrfmiddlewaretoken;
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (token && cookie) token.value = cookie[1];
  form.dataset.sent = "1";
  setTimeout(() => { delete form.dataset.sent; }, 5000);
});

// The first error is read out and seen.
const summary = document.querySelector(".summary");
if (summary) summary.focus();

// Typing is work: whoever types is not signed out.
let told = Date.now();
document.addEventListener("input", () => {
  const url = document.documentElement.dataset.alive;
  if (!url || Date.now() - told < 240000) return;
  told = Date.now();
  fetch(url, { headers: { "HX-Request": "true" } });
});

// An answer that is an error still says what happened.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status >= 400 && event.detail.xhr.status !== 401) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
