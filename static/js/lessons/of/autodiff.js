import { mountGraph } from "../graph_motion.js";

mountGraph();
