import { mountCopyButtons } from "../../shared/copy_buttons.js";
import { mountCodeStepper } from "./stepper.js";
import { mountCodeBeats } from "./beats.js";

mountCopyButtons();
mountCodeStepper();
mountCodeBeats();
