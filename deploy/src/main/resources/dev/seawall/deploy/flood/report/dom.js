// The little of the DOM that the page writes. Text from the log only ever becomes text nodes and attribute values.

const byId = (id) => document.getElementById(id);

/** An element with a class and children; a child is a node or a text. */
function el(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** The same in SVG, with attributes. */
function svg(tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
}

const section = (title, ...children) => el('section', '', el('h2', '', title), ...children);

/** A table of texts and nodes; the first of each row is its header. Cells know their column's name for narrow screens. */
function table(className, head, rows) {
  const th = (scope, content) => {
    const cell = el('th', '', content);
    cell.scope = scope;
    return cell;
  };
  const body = rows.map(([first, ...rest]) => {
    const cells = rest.map((content, i) => {
      const cell = el('td', '', content);
      cell.dataset.column = head[i + 1];
      return cell;
    });
    return el('tr', '', th('row', first), ...cells);
  });
  const top = el('tr', '', ...head.map((name) => th('col', name)));
  return el('div', 'wide', el('table', className, el('thead', '', top), el('tbody', '', ...body)));
}

const list = (className, items) => el('ul', className, ...items.map((item) => el('li', '', item)));

function disclosure(title, ...children) {
  return el('details', '', el('summary', '', title), ...children);
}
