// Puts the parts together: filters, language, print.

const findingsList = pagedList("findings", ".cards", { size: 25, draw: drawFindings });
const lists = [
  [findingsList, null],
  [pagedList("overview", "tbody", { size: 20, draw: drawOverview }), counted()],
  [pagedList("rejects", "tbody", { size: 50, draw: drawRejects }), data.rejects],
  [pagedList("inputs", "tbody", { size: 50, draw: drawInputs }), data.inputs],
].filter(([list]) => list);
