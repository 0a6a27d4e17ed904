// Sends API 3.0 actions with tencentcloud-sdk-nodejs: with the product's client if it is installed, or with the SDK's
// generic client.

"use strict";

const common = require("tencentcloud-sdk-nodejs-common");
const { serve } = require("./lines");

// Sends through a proxy, so that requests name the real endpoints: the SDK takes the service to sign for from them.
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

  async call(request) {
    const { client, through } = this.client(request);
    const body = JSON.parse(request.body);
    try {
      const typed = through === "typed";
      const answer = typed ? await client[request.operation](body) : await client.request(request.operation, body);
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

// Returns the versions of a product, or undefined if its package is not installed.
function product(service) {
  try {
    return require(`tencentcloud-sdk-nodejs-${service}`)[service];
  } catch (error) {
    if (error.code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

serve(Driver);
