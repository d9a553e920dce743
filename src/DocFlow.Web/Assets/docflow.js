// The few things a page does by itself: custom elements, one-key shortcuts, a guard against sending a form twice.
import "./pdf-view.js";
import "./upload-box.js";
import "./agency-picker.js";

const typing = target => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) return;
  if (moveAmongRows(event)) return;
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!wanted || wanted.matches(":disabled")) return;
  event.preventDefault();
  if (wanted.matches("input, textarea, select")) wanted.focus();
  else wanted.click();
});

function moveAmongRows(event) {
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  const links = [...document.querySelectorAll("[data-row] a:first-of-type")];
  if (!step || links.length === 0) return false;
  const at = links.indexOf(document.activeElement);
  links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))].focus();
  event.preventDefault();
  return true;
}

// data-opens="id": what is chosen here opens the fields that it asks for
document.addEventListener("change", ({ target }) => {
  const fields = document.getElementById(target.dataset.opens ?? "");
  if (fields) fields.open = target.type === "checkbox" ? target.checked : target.value !== "";
});

document.addEventListener("submit", event => {
  const form = event.target;
  const sentence = event.submitter?.dataset.confirm;
  if (form.dataset.sent || (sentence && !confirm(sentence))) {
    event.preventDefault();
    return;
  }
  if (form.method === "post") form.dataset.sent = "yes";
  event.submitter?.classList.add("btn-loading");
});

// a page that comes back from the browser's cache may be sent again
addEventListener("pageshow", event => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll(".btn-loading")) button.classList.remove("btn-loading");
});
