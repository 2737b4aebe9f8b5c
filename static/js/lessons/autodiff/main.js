import { mountGraph } from "./motion.js";

mountGraph();
