import { mountEquations } from "./motion.js";
import { mountNumberEditor } from "./number_editor.js";

mountEquations();
mountNumberEditor();
