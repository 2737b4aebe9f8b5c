import { mountHiddenLayer } from "../hidden_motion.js";

mountHiddenLayer();
