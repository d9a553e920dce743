// <agency-picker data-name="…">: choose agencies of the directory by a few letters of their name or code; each becomes a checkbox of the
// form. Arrow keys move, Enter takes, Escape closes.
import { element, says } from "./says.js";

const patience = 150; // milliseconds without another letter

class AgencyPicker extends HTMLElement {
  connectedCallback() {
    const id = `${this.dataset.name}-search`;
    this.field = element("input", { id, type: "search", className: "form-control", autocomplete: "off", placeholder: says("findAgency") });
    this.options = element("div", { id: `${id}-options`, className: "agency-options list-group", hidden: true });
    this.options.setAttribute("role", "listbox");
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-label": says("findAgency"), "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": this.options.id,
    })) this.field.setAttribute(name, value);
    this.prepend(this.field, this.options);
    this.field.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.#search(), patience);
    });
    this.field.addEventListener("keydown", event => this.#key(event));
    this.field.addEventListener("blur", () => setTimeout(() => this.#show([]), patience));
  }

  #key(event) {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") event.preventDefault(); // the form is not sent from here
    if (event.key === "Enter" && this.active) this.#take(this.active.agency);
    else if (event.key === "Escape" && this.found?.length) this.#show([]);
    else if (move && this.found?.length) this.#activate(this.found[Math.min(this.found.length - 1, Math.max(0, this.found.indexOf(this.active) + move))]);
    else return;
    event.preventDefault();
  }

  async #search() {
    this.asking?.abort();
    const text = this.field.value.trim();
    if (!text) return this.#show([]);
    const asking = this.asking = new AbortController();
    try {
      const answer = await fetch(`/directory.json?length=12&text=${encodeURIComponent(text)}`, { signal: asking.signal });
      if (answer.ok) this.#show((await answer.json()).entries, true);
    } catch {
      if (!asking.signal.aborted) this.#show([]);
    }
  }

  #show(entries, asked = false) {
    this.found = entries.map((agency, place) => this.#option(agency, place));
    this.options.replaceChildren(...(asked && entries.length === 0
      ? [element("div", { className: "list-group-item text-secondary", textContent: says("noAgency") })] : this.found));
    this.options.hidden = this.options.childElementCount === 0;
    this.field.setAttribute("aria-expanded", String(!this.options.hidden));
    this.#activate(this.found[0]);
  }

  #option(agency, place) {
    const option = element("div", { id: `${this.options.id}-${place}`, className: "list-group-item list-group-item-action", agency },
      agency.name, " ", element("small", { className: "text-secondary", textContent: agency.code }));
    if (agency.test) option.append(" ", element("span", { className: "badge bg-yellow-lt", textContent: says("testAgency") }));
    option.setAttribute("role", "option");
    option.addEventListener("mousedown", event => {
      event.preventDefault();
      this.#take(agency);
    });
    return option;
  }

  #activate(option) {
    this.active = option;
    for (const other of this.found) {
      other.classList.toggle("active", other === option);
      other.setAttribute("aria-selected", String(other === option));
    }
    option?.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option?.id ?? "");
  }

  #take(agency) {
    const chosen = this.querySelector(`input[type=checkbox][value="${CSS.escape(agency.code)}"]`);
    if (chosen) chosen.checked = true;
    else this.append(this.#checkbox(agency));
    this.field.value = "";
    this.#show([]);
  }

  #checkbox(agency) {
    const box = element("input", { type: "checkbox", className: "form-check-input", name: this.dataset.name, value: agency.code, checked: true });
    return element("label", { className: "form-check" }, box, ` ${agency.name} (${agency.code})`);
  }
}

customElements.define("agency-picker", AgencyPicker);
