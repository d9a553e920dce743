// <upload-box action="…" data-next="/…/{id}" accept="…" multiple>: drop or choose files; each is one POST with its own Idempotency-Key,
// which stays the same when it is sent again.
import { element, says } from "./says.js";

const freshKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");

function send(action, file, key, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", action);
    request.responseType = "text";
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Accept-Language", document.documentElement.lang);
    request.setRequestHeader("Idempotency-Key", key);
    const token = document.querySelector("input[name=__RequestVerificationToken]");
    if (token) request.setRequestHeader("RequestVerificationToken", token.value);
    request.upload.onprogress = event => progress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onload = () => resolve({ ok: request.status < 300, answer: parse(request.responseText) });
    request.onerror = reject;
    const body = new FormData();
    body.append("file", file, file.name);
    request.send(body);
  });
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

class UploadBox extends HTMLElement {
  connectedCallback() {
    const multiple = this.hasAttribute("multiple");
    this.input = element("input", { type: "file", accept: this.getAttribute("accept") ?? "", multiple, className: "upload-input" });
    this.list = element("ul", { className: "upload-list list-unstyled" });
    this.list.setAttribute("aria-live", "polite");
    const area = element("label", { className: "upload-area" },
      element("span", { textContent: says("drop") }), element("span", { className: "btn btn-primary", textContent: says("choose") }), this.input);
    this.replaceChildren(area, this.list);
    this.input.addEventListener("change", () => this.#take([...this.input.files]));
    area.addEventListener("dragover", event => {
      event.preventDefault();
      area.classList.add("upload-over");
    });
    area.addEventListener("dragleave", () => area.classList.remove("upload-over"));
    area.addEventListener("drop", event => {
      event.preventDefault();
      area.classList.remove("upload-over");
      this.#take([...event.dataTransfer.files]);
    });
  }

  async #take(files) {
    const results = [];
    for (const file of files.slice(0, this.input.multiple ? files.length : 1)) results.push(await this.#upload(file, freshKey()));
    this.input.value = "";
    this.#goOn(results);
  }

  #goOn(results) {
    const done = results.filter(result => result?.ok);
    if (results.length === 0 || done.length < results.length) return;
    const next = this.dataset.next;
    if (next && done.length === 1) location.assign(next.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(done[0].answer[name])));
    else location.reload();
  }

  async #upload(file, key) {
    const bar = element("progress", { className: "progress", max: 1, value: 0 });
    const state = element("span", { className: "text-secondary", textContent: says("sending") });
    const row = element("li", {}, element("strong", { textContent: file.name }), " ", state, bar);
    this.list.append(row);
    try {
      const result = await send(this.getAttribute("action"), file, key, part => {
        bar.value = part;
        if (part === 1) state.textContent = says("checking");
      });
      bar.remove();
      state.textContent = result.ok ? says("received") : "";
      if (!result.ok) row.append(element("div", { className: "alert alert-danger", role: "alert", textContent: result.answer.title ?? says("refused") }));
      return result;
    } catch {
      this.#offerAgain(row, file, key);
      return null;
    }
  }

  #offerAgain(row, file, key) {
    const again = element("button", { type: "button", className: "btn btn-sm", textContent: says("again") });
    again.addEventListener("click", async () => {
      row.remove();
      this.#goOn([await this.#upload(file, key)]);
    });
    row.replaceChildren(element("strong", { textContent: file.name }), element("div", { className: "alert alert-warning", role: "alert" }, says("lost"), " ", again));
  }
}

customElements.define("upload-box", UploadBox);
