// Lists too long to be shown at once: a page at a time on the screen, whole on paper.

class PagedList {
  #items = [];
  #page = 0;

  constructor(place, pager, { size, draw }) {
    Object.assign(this, { place, pager, size, draw });
  }

  show(items) {
    this.#items = items;
    this.turnTo(0);
  }

  turnTo(page) {
    this.#page = page;
    this.redraw();
  }

  redraw() {
    const first = this.#page * this.size;
    const last = Math.min(first + this.size, this.#items.length);
    this.#fill(this.#items.slice(first, last), false);
    this.pager.hidden = this.#items.length <= this.size;
    this.pager.replaceChildren(
      this.#turner("previous", this.#page - 1, first > 0),
      word("range", { first: count(first + 1), last: count(last), total: count(this.#items.length) }),
      this.#turner("next", this.#page + 1, last < this.#items.length),
    );
  }

  showWhole() {
    this.#fill(this.#items, true);
  }

  #fill(items, whole) {
    const elements = document.createDocumentFragment();
    for (const element of this.draw(items, whole)) elements.append(element);
    this.place.replaceChildren(elements);
  }

  #turner(name, page, enabled) {
    const button = make("button", { type: "button" }, word(name));
    button.disabled = !enabled;
    button.addEventListener("click", () => {
      this.turnTo(page);
      goTo(this.place.closest("section"));
    });
    return button;
  }
}

function goTo(section) {
  const heading = section.querySelector("h2");
  heading.scrollIntoView();
  heading.focus();
}

function pagedList(section, tag, { size, draw }) {
  const place = document.querySelector(`#${section} ${tag}`);
  return place && new PagedList(place, document.querySelector(`#${section} .pager`), { size, draw });
}
