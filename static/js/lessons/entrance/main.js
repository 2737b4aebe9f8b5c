// The behaviours of the page of all lessons, which asks the server nothing and is light.

import { mountList } from "./list_page.js";
import { mountLiving } from "./living.js";
import { mountThumbnails } from "./thumbnails.js";

mountList();
mountLiving();
mountThumbnails();
