import { mountSoftmax } from "./motion.js";

mountSoftmax();
