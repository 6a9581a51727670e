export function button(text: string, description: string, press: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = text;
  element.title = description;
  element.addEventListener('click', press);
  return element;
}
