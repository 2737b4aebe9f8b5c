import { mountFolding } from "./fold_motion.js";
import { mountGrowthGuess } from "./growth_guess.js";
import { mountRace } from "./race_page.js";

mountRace();
mountFolding();
mountGrowthGuess();
