// Actions of API 3.0 through tencentcloud-sdk-nodejs: through the product's own client where it is installed, or else
// through the client that any action can be sent with.

"use strict";

const common = require("tencentcloud-sdk-nodejs-common");
const { serve } = require("./lines");

// Sends through a proxy, so that the endpoints stay the real ones: the SDK signs for the service that they begin with.
class Driver {
  constructor(settings) {
    const credential = { secretId: settings.id, secretKey: settings.key, token: settings.token ?? undefined };
    const httpProfile = { protocol: "http://", reqTimeout: 20, proxy: `http://${settings.proxy}` };
    this.config = { credential, region: settings.region, profile: { httpProfile, language: "en-US" } };
  }

  version() {
    const { sdkVersion } = require("tencentcloud-sdk-nodejs-common/tencentcloud/common/sdk_version");
    return { sdk: "tencentcloud-sdk-nodejs", version: sdkVersion };
  }

  async call(asked) {
    const { client, through } = this.client(asked);
    const body = JSON.parse(asked.body);
    try {
      const own = through === "typed";
      const answer = own ? await client[asked.operation](body) : await client.request(asked.operation, body);
      return { through, answer };
    } catch (error) {
      if (!error.code) throw error;
      return { through, error: { code: error.code, message: error.message, request_id: error.requestId } };
    }
  }

  client({ service, version, operation }) {
    const Client = product(service)?.[`v${version.replaceAll("-", "")}`]?.Client;
    if (Client?.prototype[operation]) return { client: new Client(this.config), through: "typed" };
    const endpoint = `${service}.tencentcloudapi.com`;
    return { client: new common.CommonClient(endpoint, version, this.config), through: "CommonClient" };
  }
}

// The versions of a product; nothing where its package is not installed.
function product(service) {
  try {
    return require(`tencentcloud-sdk-nodejs-${service}`)[service];
  } catch (error) {
    if (error.code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

serve(Driver);
