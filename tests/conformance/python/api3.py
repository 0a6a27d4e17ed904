"""Sends API 3.0 actions with tencentcloud-sdk-python: with the product's client and types if the SDK has them."""

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
    """Sends through a proxy, so that requests name the real endpoints."""

    def __init__(self, settings):
        self.region = settings["region"]
        self.credential = credential.Credential(settings["id"], settings["key"], settings["token"])
        http = HttpProfile(protocol="http", reqTimeout=20)
        http.proxy = settings["proxy"]
        self.profile = ClientProfile(httpProfile=http, language="en-US")

    @staticmethod
    def version():
        """Returns the SDK's name and version: the version of the package that all products share."""
        return {"sdk": "tencentcloud-sdk-python", "version": installed("tencentcloud-sdk-python-common")}

    def call(self, request):
        """Sends one action and returns the answer or the error, and which client sent it."""
        module, client = self.client(request["service"], request["version"])
        operation = request["operation"]
        through = "typed" if hasattr(client, operation) else "CommonClient"
        try:
            if through == "typed":
                answer = self.typed(module, client, operation, request["body"])
            else:
                answer = self.untyped(request)
            return {"through": through, "answer": answer}
        except TencentCloudSDKException as error:
            details = {"code": error.get_code(), "message": error.get_message(), "request_id": error.get_request_id()}
            return {"through": through, "error": details}

    def client(self, service, version):
        """Returns the product's models and client, or None twice if the SDK lacks the product or version."""
        folder = f"tencentcloud.{service}.v{version.replace('-', '')}"
        try:
            module = importlib.import_module(f"{folder}.models")
            clients = importlib.import_module(f"{folder}.{service}_client")
        except ModuleNotFoundError:
            return None, None
        client = getattr(clients, f"{service.capitalize()}Client")
        return module, client(self.credential, self.region, self.profile)

    @staticmethod
    def typed(module, client, operation, body):
        """Sends the body with the SDK's request and response types."""
        model = getattr(module, f"{operation}Request")()
        model.from_json_string(body)
        return json.loads(getattr(client, operation)(model).to_json_string())

    def untyped(self, request):
        """Sends the body with the SDK's generic client."""
        client = CommonClient(request["service"], request["version"], self.credential, self.region, self.profile)
        return client.call_json(request["operation"], json.loads(request["body"]))["Response"]


serve(Driver)
