import { mountEquations } from "../equations_motion.js";
import { mountNumberEditor } from "../number_editor.js";

mountEquations();
mountNumberEditor();
