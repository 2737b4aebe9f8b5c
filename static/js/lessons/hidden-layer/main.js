import { mountHiddenLayer } from "./motion.js";

mountHiddenLayer();
