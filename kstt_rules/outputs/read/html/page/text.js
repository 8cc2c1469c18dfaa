// Texts in the language of the page, and elements made of them. Data never become markup.

const root = document.documentElement;

const LONG = 600;
const NUMBERS = { vi: new Intl.NumberFormat("vi"), en: new Intl.NumberFormat("en") };

function say(text) {
  return typeof text === "string" ? text : text[root.lang === "vi" ? 0 : 1];
}

function word(name, values = {}) {
  return say(data.words[name]).replace(/\{(\w+)\}/g, (_, value) => values[value]);
}

function count(number) {
  return NUMBERS[root.lang].format(number);
}

// "Sở Y tế, ĐẦU MỐI" is searched as "so y te, dau moi".
function fold(text) {
  const letters = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return letters.replace(/[đðɖ]/g, "d").replace(/\s+/g, " ").trim();
}

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function foldedAway(text, whole) {
  if (whole || text.length <= LONG) return text;
  const shown = make("span", {}, text.slice(0, LONG).replace(/[\ud800-\udbff]$/, ""), "… ");
  const label = word("showAll", { length: count(text.length) });
  const button = make("button", { type: "button", class: "more" }, label);
  button.addEventListener("click", () => shown.replaceWith(text));
  shown.append(button);
  return shown;
}
