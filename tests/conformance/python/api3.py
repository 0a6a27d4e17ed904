"""Actions of API 3.0 through tencentcloud-sdk-python: through the product's own client and types where it has them."""

import importlib
import json
from importlib.metadata import version as installed

from tencentcloud.common import credential
from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile

from lines import serve


class Driver:
    """Sends through a proxy, so that the endpoints stay the real ones."""

    def __init__(self, settings):
        self.region = settings["region"]
        self.credential = credential.Credential(settings["id"], settings["key"], settings["token"])
        http = HttpProfile(protocol="http", reqTimeout=20)
        http.proxy = settings["proxy"]
        self.profile = ClientProfile(httpProfile=http, language="en-US")

    @staticmethod
    def version():
        """The SDK and its version, which is that of what all products share."""
        return {"sdk": "tencentcloud-sdk-python", "version": installed("tencentcloud-sdk-python-common")}

    def call(self, asked):
        """Sends one action."""
        module, client = self.client(asked["service"], asked["version"])
        operation = asked["operation"]
        through = "typed" if hasattr(client, operation) else "CommonClient"
        try:
            if through == "typed":
                answer = self.typed(module, client, operation, asked["body"])
            else:
                answer = self.untyped(asked)
            return {"through": through, "answer": answer}
        except TencentCloudSDKException as error:
            said = {"code": error.get_code(), "message": error.get_message(), "request_id": error.get_request_id()}
            return {"through": through, "error": said}

    def client(self, service, version):
        """The product's client; nothing where the SDK has no such product or version."""
        folder = f"tencentcloud.{service}.v{version.replace('-', '')}"
        try:
            module = importlib.import_module(f"{folder}.models")
            made = importlib.import_module(f"{folder}.{service}_client")
        except ModuleNotFoundError:
            return None, None
        client = getattr(made, f"{service.capitalize()}Client")
        return module, client(self.credential, self.region, self.profile)

    @staticmethod
    def typed(module, client, operation, body):
        """Through the types of the SDK, both ways."""
        request = getattr(module, f"{operation}Request")()
        request.from_json_string(body)
        return json.loads(getattr(client, operation)(request).to_json_string())

    def untyped(self, asked):
        """Through the client that any action can be sent with."""
        client = CommonClient(asked["service"], asked["version"], self.credential, self.region, self.profile)
        return client.call_json(asked["operation"], json.loads(asked["body"]))["Response"]


serve(Driver)
