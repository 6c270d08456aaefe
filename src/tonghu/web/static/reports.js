"use strict";
// Puts a figure's key at the cursor, and moves sections by dragging; buttons do the same without script.
(() => {
  let field = document.querySelector("[data-insert-here]");
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-insert-here]")) field = event.target;
  });
  const put = () => {
    const pick = document.querySelector("[data-pick]");
    if (!field || !pick.value) return;
    field.setRangeText(pick.value, field.selectionStart, field.selectionEnd, "end");
    pick.value = "";
    field.focus();
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-insert]")) put();
    const figure = event.target.closest("[data-fig]");
    if (figure) {
      document.querySelectorAll(".fig.on").forEach((one) => one.classList.remove("on"));
      figure.classList.add("on");
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[data-pick]")) {
      event.preventDefault();
      put();
    }
  });
  let dragged = null;
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-section]");
  });
  document.addEventListener("dragover", (event) => {
    if (dragged && event.target.closest("[data-section]")) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const over = event.target.closest("[data-section]");
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    const form = dragged.querySelector("form");
    const position = document.createElement("input");
    position.type = "hidden";
    position.name = "position";
    position.value = [...over.parentElement.children].indexOf(over) + 1;
    form.append(position);
    form.submit();
  });
})();
