import { mountStaircase } from "./staircase.js";

mountStaircase();
