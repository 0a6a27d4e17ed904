// The protocol of a driver: one line of JSON per request and per answer. The first request has the settings.

"use strict";

const readline = require("node:readline");

// Creates the driver from the settings, then answers calls until the input ends.
async function serve(Driver) {
  // Output that an SDK prints must not mix with the answers.
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  let driver;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    let answer;
    if (driver) {
      answer = await driver.call(request).catch((error) => ({ failed: String((error && error.stack) || error) }));
    } else {
      driver = new Driver(request);
      answer = driver.version();
    }
    write(JSON.stringify(answer) + "\n");
  }
  process.exit(0);
}

module.exports = { serve };
