import { mountCurves } from "./curves.js";
import { mountRing } from "./axis_ring.js";
import { mountGhost } from "./ghost_path.js";
import { mountNeuron } from "./motion.js";

mountCurves();
mountRing();
mountGhost();
mountNeuron();
