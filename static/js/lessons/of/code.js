import { mountCopyButtons } from "../../shared/copy_buttons.js";
import { mountCodeStepper } from "../code_stepper.js";
import { mountCodeBeats } from "../code_beats.js";

mountCopyButtons();
mountCodeStepper();
mountCodeBeats();
