// How a driver is asked and answers: one line of JSON each way, the first one with the settings.

"use strict";

const readline = require("node:readline");

// Makes the driver of the settings, then answers calls until there are no more.
async function serve(Driver) {
  // What an SDK prints must not get between the answers.
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  let driver;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const asked = JSON.parse(line);
    let answer;
    if (driver) {
      answer = await driver.call(asked).catch((error) => ({ failed: String((error && error.stack) || error) }));
    } else {
      driver = new Driver(asked);
      answer = driver.version();
    }
    write(JSON.stringify(answer) + "\n");
  }
  process.exit(0);
}

module.exports = { serve };
