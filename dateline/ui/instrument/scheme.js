/** Light and dark: what the server draws follows what Streamlit draws by itself. */

/**
 * The system went dark or light, perhaps while the page came: Streamlit follows by itself, what the server draws only in its next run.
 * `color-scheme` says of Streamlit's page which it has, and of the document which the server took its colours for.
 * @param {(name: "scheme", value: "dark" | "light") => void} send
 * @param {AbortSignal} signal
 */
export function watchScheme(send, signal) {
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app) return;
  const compare = () => {
    const [here, drawn] = [app, document.documentElement].map((part) => getComputedStyle(part).colorScheme);
    if (here !== drawn) send("scheme", here === "dark" ? "dark" : "light");
  };
  const watch = new MutationObserver(compare);
  watch.observe(app, { attributeFilter: ["class"] });
  signal.addEventListener("abort", () => watch.disconnect());
  compare();
}
