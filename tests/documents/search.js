// Searches a crate's documentation for everyday words, with the search of the pages themselves, and fails unless each
// word finds one of its items first. Does not depend on how results are ranked.
//
// Usage: node search.js <folder that `cargo doc` wrote> <crate>

"use strict";

const fs = require("node:fs");
const path = require("node:path");

/** Loads the search from the files that every page loads. `window` is missing, so it exports itself. */
async function load(folder) {
    const script = prefix => {
        const all = fs.readdirSync(path.join(folder, "static.files"));
        return require(path.join(folder, "static.files", all.find(name => name.startsWith(prefix))));
    };
    const evaluate = (...parts) => (0, eval)(fs.readFileSync(path.join(folder, "search.index", ...parts), "utf8"));
    const index = {
        loadRoot: callbacks => {
            Object.assign(globalThis, callbacks);
            evaluate("root.js");
        },
        loadTreeByHash: hash => evaluate(`${hash}.js`),
        loadDataByNameAndHash: (name, hash) => evaluate(name, `${hash}.js`),
    };
    // A page has these from another script, which needs a browser.
    globalThis.nonnull = globalThis.nonundef = value => value;
    const { Stringdex, RoaringBitmap } = script("stringdex-");
    return script("search-").initSearch(Stringdex, RoaringBitmap, index);
}

/** The kinds of items without a page of their own: methods, fields, variants and associated items. */
const MEMBERS = [12, 13, 14, 15, 17, 19];

/** The path of an item, such as `ci::moderation::ModerateImage` or `Call::presign`. */
function pathOf(item, crate) {
    const parts = [item.modulePath, item.parent?.name, item.name].filter(part => part && part !== crate);
    return parts.join("::").replace(`${crate}::`, "");
}

/**
 * The path of the first result that is expected, or that has a page. A member whose name is what was entered precedes
 * every other result, but is on the page of its type.
 */
async function first({ docSearch, DocSearch }, word, crate, expected) {
    const results = await docSearch.execQuery(DocSearch.parseQuery(word), crate, crate);
    for await (const { item } of results.others) {
        const path = pathOf(item, crate);
        if (expected.includes(path) || !MEMBERS.includes(item.ty)) {
            return path;
        }
    }
    return "nothing";
}

async function main(folder, crate) {
    const words = JSON.parse(fs.readFileSync(path.join(__dirname, "search-words.json"), "utf8"));
    const search = await load(path.resolve(folder));
    let failed = 0;
    for (const [word, expected] of Object.entries(words)) {
        const found = await first(search, word, crate, expected);
        if (!expected.includes(found)) {
            failed += 1;
            console.error(`\`${word}\`: expected ${expected.join(" or ")}, found ${found}`);
        }
    }
    console.log(`${Object.keys(words).length - failed} of ${Object.keys(words).length} words find their item first`);
    process.exitCode = failed === 0 ? 0 : 1;
}

main(process.argv[2], process.argv[3]);
