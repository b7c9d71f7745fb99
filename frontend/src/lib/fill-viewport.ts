/** Gives an element the rest of the window below it as `--rest`, so that its panes scroll and the page does not. */
export function fillViewport(element: HTMLElement): () => void {
  const measure = () => {
    const top = element.getBoundingClientRect().top + window.scrollY;
    element.style.setProperty("--rest", `calc(100dvh - ${Math.ceil(top)}px)`);
  };
  const observer = new ResizeObserver(measure);
  observer.observe(document.body);
  window.addEventListener("resize", measure);
  measure();
  return () => {
    observer.disconnect();
    window.removeEventListener("resize", measure);
  };
}
