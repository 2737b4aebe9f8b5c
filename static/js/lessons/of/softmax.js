import { mountSoftmax } from "../softmax_motion.js";

mountSoftmax();
