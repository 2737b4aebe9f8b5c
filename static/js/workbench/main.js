// The script of the workbench's page, and of pages without one.

import htmx from "htmx.org";

import { mountCopyButtons } from "../shared/copy_buttons.js";
import { patient } from "../shared/patient.js";
import { Page } from "./page.js";

htmx.registerExtension("patient", patient());
if (document.getElementById("workbench")) new Page(htmx).mount();
mountCopyButtons();
