// The behaviours of the lessons' pages, in a script of their own: the workbench does not wait for them.

import { mountCopyButtons } from "../shared/copy_buttons.js";
import { mountRing } from "./axis_ring.js";
import { mountBeats } from "./beats.js";
import { mountCodeBeats } from "./code_beats.js";
import { mountCodeStepper } from "./code_stepper.js";
import { mountCurves } from "./curves.js";
import { mountFolding } from "./fold_motion.js";
import { mountGhost } from "./ghost_path.js";
import { mountMarks } from "./guess_marks.js";
import { mountGoal } from "./goal_motion.js";
import { mountGrowthGuess } from "./growth_guess.js";
import { mountHiddenLayer } from "./hidden_motion.js";
import { mountLesson } from "./lesson_form.js";
import { mountManyPaths } from "./many_paths.js";
import { mountNeuron } from "./neuron_motion.js";
import { mountQuestions } from "./questions.js";
import { mountRace } from "./race_page.js";
import { mountStaircase } from "./staircase.js";

mountLesson();
mountCurves();
mountCodeStepper();
mountBeats();
mountMarks();
mountCodeBeats();
mountGoal();
mountHiddenLayer();
mountManyPaths();
mountRing();
mountGhost();
mountNeuron();
mountRace();
mountFolding();
mountGrowthGuess();
mountStaircase();
mountCopyButtons();
mountQuestions();
