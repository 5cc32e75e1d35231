// The little of the DOM that the page writes. Text from outside only ever becomes text nodes.

export const byId = (id) => document.getElementById(id);

/** An element with a class and children; a child is a node or a text. */
export function el(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** Sets a text only when it differs, so that a live region speaks of changes alone. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
