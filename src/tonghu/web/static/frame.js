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

// A whole row opens.
document.addEventListener("click", (event) => {
  const row = event.target.closest("tr[data-href]");
  if (row && !event.target.closest("a, button, input, label") && !String(getSelection())) location.href = row.dataset.href;
});

// A form that stood open across a sign-in is sent with today's token; a double click sends once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const token = form.elements.csrfmiddlewaretoken;
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (token && cookie) token.value = cookie[1];
  if (form.method === "post") {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 5000);
  }
});

// A file over the limit is named at once, so that nothing typed is lost.
document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.type !== "file") return;
  const most = Number(document.documentElement.dataset.uploadMost);
  const large = [...field.files].find((file) => file.size > most);
  field.setCustomValidity(large ? `${large.name}: ${document.documentElement.dataset.uploadSays}` : "");
  field.reportValidity();
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
