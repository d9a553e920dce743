// <pdf-view src="…" data-gates="id">: a PDF in a box of fixed size. Pages are drawn when they come near the eye and let go when they
// are far away. The fieldset named by data-gates is enabled once page 1 has really been drawn.
import { element, says } from "./says.js";

const here = new URL("./pdfjs/", import.meta.url).href;
const steps = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];

async function open(url) {
  const pdfjs = await import("./pdfjs/pdf.min.mjs");
  pdfjs.GlobalWorkerOptions.workerSrc = here + "pdf.worker.min.mjs";
  const task = pdfjs.getDocument({
    url,
    cMapUrl: here + "cmaps/",
    standardFontDataUrl: here + "standard_fonts/",
    wasmUrl: here + "wasm/",
    iccUrl: here + "iccs/",
    enableXfa: false,
    stopAtErrors: false,
  });
  return { pdfjs, paper: await task.promise };
}

function reason(error) {
  if (error.name === "PasswordException") return says("locked");
  if (error.name === "InvalidPDFException") return says("broken");
  return error.name === "ResponseException" && error.status > 0 ? says("gone") : says("away");
}

class PdfView extends HTMLElement {
  #zoom = 1;
  #pages = [];
  #stop = new AbortController();

  async connectedCallback() {
    const note = element("p", { className: "pdf-note", role: "status", textContent: says("loading") });
    this.scroller = element("div", { className: "pdf-scroll", tabIndex: 0 }, note);
    this.replaceChildren(this.#bar(), this.scroller);
    try {
      const { pdfjs, paper } = await open(this.getAttribute("src"));
      this.pdfjs = pdfjs;
      await this.#lay(paper);
      note.remove();
    } catch (error) {
      note.textContent = reason(error);
      note.className = "alert alert-danger m-3";
      note.setAttribute("role", "alert");
      this.dataset.state = "failed";
      console.error(error);
    }
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.near?.disconnect();
  }

  #bar() {
    this.count = element("span", { className: "pdf-count", textContent: "…" });
    const button = (sign, name, act) => element("button", { type: "button", className: "btn btn-sm", textContent: sign, title: says(name), onclick: act });
    const out = button("−", "zoomOut", () => this.#scale(-1));
    const fit = button("↔", "fit", () => this.#scale(0));
    const more = button("+", "zoomIn", () => this.#scale(1));
    for (const one of [out, fit, more]) one.setAttribute("aria-label", one.title);
    const save = element("a", { className: "btn btn-sm", href: this.getAttribute("src"), download: this.dataset.name ?? "", textContent: says("download") });
    return element("div", { className: "pdf-bar" }, this.count, element("span", { className: "pdf-bar-gap" }), out, fit, more, save);
  }

  async #lay(paper) {
    this.near = new IntersectionObserver(seen => seen.forEach(entry => this.#comes(entry)), { root: this.scroller, rootMargin: "100% 0px" });
    for (let number = 1; number <= paper.numPages; number++) {
      const sheet = element("section", { className: "pdf-page" });
      sheet.setAttribute("aria-label", `${says("page")} ${number}`);
      this.#pages.push({ number, sheet, page: null, size: null, drawn: null });
    }
    await this.#measure(paper, this.#pages[0]);
    for (const one of this.#pages) one.size ??= this.#pages[0].size;
    this.paper = paper;
    this.#fit();
    this.scroller.append(...this.#pages.map(one => one.sheet));
    for (const one of this.#pages) this.near.observe(one.sheet);
    const { signal } = this.#stop;
    this.scroller.addEventListener("scroll", () => this.#tell(), { passive: true, signal });
    document.addEventListener("keydown", event => this.#key(event), { signal });
    new ResizeObserver(() => this.#fit()).observe(this.scroller);
    this.#tell();
  }

  async #measure(paper, one) {
    one.page ??= await paper.getPage(one.number);
    one.size = one.page.getViewport({ scale: 1 });
  }

  async #comes({ target, isIntersecting }) {
    const one = this.#pages.find(each => each.sheet === target);
    one.near = isIntersecting;
    if (isIntersecting) await this.#draw(one);
    else this.#drop(one);
  }

  async #draw(one) {
    if (!one.page) {
      await this.#measure(this.paper, one);
      this.#box(one);
    }
    const scale = this.#width() / one.size.width;
    if (!one.near || one.drawn === scale) return;
    one.drawn = scale;
    const viewport = one.page.getViewport({ scale: scale * Math.min(devicePixelRatio || 1, 2) });
    const canvas = element("canvas", { width: Math.floor(viewport.width), height: Math.floor(viewport.height) });
    const text = element("div", { className: "pdf-text" });
    text.style.setProperty("--total-scale-factor", scale);
    one.task?.cancel();
    one.task = one.page.render({ canvas, viewport });
    try {
      await one.task.promise;
    } catch (error) {
      if (error.name !== "RenderingCancelledException") throw error;
      return;
    }
    one.sheet.replaceChildren(canvas, text);
    if (one.number === 1) this.#seen();
    await new this.pdfjs.TextLayer({ textContentSource: one.page.streamTextContent(), container: text, viewport: one.page.getViewport({ scale }) }).render();
  }

  #drop(one) {
    one.task?.cancel();
    one.drawn = null;
    one.sheet.replaceChildren();
  }

  #seen() {
    this.dataset.state = "shown";
    const gated = document.getElementById(this.dataset.gates ?? "");
    if (!gated?.disabled) return;
    gated.disabled = false;
    gated.querySelector("[data-focus]")?.focus({ preventScroll: true });
  }

  #width() {
    return Math.max(200, (this.scroller.clientWidth - 24) * this.#zoom);
  }

  #box(one) {
    one.sheet.style.width = `${this.#width()}px`;
    one.sheet.style.height = `${this.#width() * one.size.height / one.size.width}px`;
  }

  #fit() {
    const { scrollTop, scrollHeight } = this.scroller;
    for (const one of this.#pages) this.#box(one);
    this.scroller.scrollTop = scrollTop * this.scroller.scrollHeight / scrollHeight;
    for (const one of this.#pages) if (one.near) this.#draw(one);
  }

  #scale(direction) {
    const at = steps.findIndex(step => step >= this.#zoom);
    this.#zoom = direction === 0 ? 1 : steps[Math.min(steps.length - 1, Math.max(0, at + direction))];
    this.#fit();
  }

  #at() {
    const middle = this.scroller.scrollTop + this.scroller.clientHeight / 2;
    const next = this.#pages.findIndex(one => one.sheet.offsetTop > middle);
    return next < 0 ? this.#pages.length : Math.max(1, next);
  }

  #tell() {
    this.count.textContent = `${says("page")} ${this.#at()} / ${this.#pages.length}`;
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea, select")) return;
    const turn = { PageDown: 1, PageUp: -1 }[event.key];
    if (turn) {
      this.scroller.scrollBy({ top: turn * this.scroller.clientHeight * 0.9 });
      event.preventDefault();
      return;
    }
    const zoom = { "+": 1, "=": 1, "-": -1, "0": 0 }[event.key];
    if (zoom !== undefined && !event.target.matches("input")) this.#scale(zoom);
  }
}

customElements.define("pdf-view", PdfView);
