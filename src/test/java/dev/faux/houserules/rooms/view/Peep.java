package dev.faux.houserules.rooms.view;

import dev.faux.houserules.rooms.Front;

record Peep(Front front) {}
