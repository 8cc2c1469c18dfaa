// Lists too long to be shown at once: a page at a time on the screen, whole on paper, up to a number that is told.

const ON_PAPER = 2_000;

class PagedList {
  #items;
  #page = 0;
  #place;
  #pager;
  #cut;
  #size;
  #draw;

  constructor(section, place, { items, size, draw }) {
    this.#items = items;
    this.#place = section.querySelector(place);
    this.#pager = section.querySelector(".pager");
    this.#cut = make("p", { class: "paper note" });
    this.#pager.before(this.#cut);
    this.#size = size;
    this.#draw = draw;
  }

  show(items) {
    this.#items = items;
    this.#page = 0;
    this.redraw();
  }

  turnTo(item) {
    this.#page = Math.floor(this.#items.indexOf(item) / this.#size);
    this.redraw();
  }

  has(item) {
    return this.#items.includes(item);
  }

  redraw() {
    const total = this.#items.length;
    const first = this.#page * this.#size;
    const last = Math.min(first + this.#size, total);
    this.#fill(this.#items.slice(first, last), false);
    this.#cut.replaceChildren();
    this.#pager.hidden = total <= this.#size;
    this.#pager.replaceChildren(
      this.#turner("previous", this.#page - 1, first > 0),
      word("range", { first: count(first + 1), last: count(last), total: count(total) }),
      this.#turner("next", this.#page + 1, last < total),
    );
  }

  redrawWhole() {
    const total = this.#items.length;
    this.#fill(this.#items.slice(0, ON_PAPER), true);
    if (total > ON_PAPER) this.#cut.textContent = word("cut", { shown: count(ON_PAPER), total: count(total) });
  }

  #fill(items, whole) {
    const elements = document.createDocumentFragment();
    for (const element of this.#draw(items, whole)) elements.append(element);
    this.#place.replaceChildren(elements);
  }

  #turner(name, page, enabled) {
    const button = make("button", { type: "button" }, word(name));
    button.disabled = !enabled;
    button.addEventListener("click", () => {
      this.#page = page;
      this.redraw();
      goTo(this.#place.closest("section").querySelector("h2"));
    });
    return button;
  }
}

// The list of a section, where the page has that section.
function listOf(id, place, options) {
  const section = document.getElementById(id);
  return section?.querySelector(place) ? new PagedList(section, place, options) : null;
}

function goTo(element) {
  element.focus({ preventScroll: true });
  element.scrollIntoView();
}
