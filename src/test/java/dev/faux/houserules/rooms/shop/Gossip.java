package dev.faux.houserules.rooms.shop;

import dev.faux.houserules.rooms.api.Page;

record Gossip(Page page) {}
