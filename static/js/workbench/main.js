// The script of the workbench's page, and of pages without one.

import htmx from "htmx.org";

import { ahead } from "../shared/ahead.js";
import { mountCopyButtons } from "../shared/copy_buttons.js";
import { patient } from "../shared/patient.js";
import { unchanged } from "../shared/unchanged.js";
import { nameNumbers } from "./names.js";
import { Page } from "./page.js";

htmx.registerExtension("patient", patient());
htmx.registerExtension("ahead", ahead(htmx, nameNumbers)); // after patient: what it sends is sent patiently
htmx.registerExtension("unchanged", unchanged);
// The script runs in the head, before the page; htmx listens for the same event, and must not go through the page first.
document.addEventListener("DOMContentLoaded", () => {
  if (document.getElementById("workbench")) new Page(htmx).mount();
  mountCopyButtons();
}, { capture: true });
