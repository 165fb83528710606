"""The same two reads in Django REST framework, on the database that Payung filled: one bill, and one
page of bills. Written as its manual shows it: models, serializers, generic views, token
authentication, a permission class; connections are kept, nothing is logged, DEBUG is off.

    PEER_DATABASE=name PEER_HOST=127.0.0.1 PEER_PORT=5432 gunicorn --workers 2 peer:application
"""
import os

from django.conf import settings

settings.configure(
    DEBUG=False,
    SECRET_KEY="of a measurement on loopback",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "rest_framework"],
    DATABASES={"default": {"ENGINE": "django.db.backends.postgresql", "NAME": os.environ["PEER_DATABASE"],
                           "HOST": os.environ["PEER_HOST"], "PORT": os.environ["PEER_PORT"], "USER": "payung",
                           "CONN_MAX_AGE": None}},
    REST_FRAMEWORK={"DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
                    "DEFAULT_AUTHENTICATION_CLASSES": [],
                    "UNAUTHENTICATED_USER": None,
                    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"]},
    USE_TZ=True,
)

import django  # noqa: E402

django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import models  # noqa: E402
from django.db.models import OuterRef, Subquery, Sum  # noqa: E402
from django.db.models.functions import Coalesce  # noqa: E402
from django.urls import path  # noqa: E402
from rest_framework import exceptions, generics, pagination, serializers  # noqa: E402
from rest_framework.authentication import TokenAuthentication  # noqa: E402


class Stored(models.Model):
    class Meta:
        abstract = True
        managed = False
        app_label = "peer"


class Payer(Stored):
    id = models.BigIntegerField(primary_key=True)
    code = models.TextField()
    kind = models.TextField()

    class Meta(Stored.Meta):
        abstract = False
        db_table = "payer"


class PayerFact(Stored):
    payer = models.BigIntegerField(primary_key=True)
    scheme_version = models.BigIntegerField()
    name = models.TextField()

    class Meta(Stored.Meta):
        abstract = False
        db_table = "payer_fact"


class Bill(Stored):
    id = models.BigIntegerField(primary_key=True)
    payer = models.ForeignKey(Payer, models.DO_NOTHING, db_column="payer")
    month = models.BigIntegerField()
    number = models.BigIntegerField()
    kind = models.TextField()
    people = models.BigIntegerField()
    lines = models.BigIntegerField()
    total = models.BigIntegerField()
    due_on = models.TextField()

    class Meta(Stored.Meta):
        abstract = False
        db_table = "bill"


class BillLine(Stored):
    bill = models.BigIntegerField(primary_key=True)
    month = models.BigIntegerField()
    person = models.BigIntegerField()

    class Meta(Stored.Meta):
        abstract = False
        db_table = "bill_line"


class Settlement(Stored):
    matching = models.BigIntegerField(primary_key=True)
    bill = models.BigIntegerField()
    amount = models.BigIntegerField()

    class Meta(Stored.Meta):
        abstract = False
        db_table = "settlement"


class Token(Stored):
    key = models.TextField(primary_key=True)
    name = models.TextField()

    class Meta(Stored.Meta):
        abstract = False
        db_table = "peer_token"


class Caller:
    is_authenticated = True

    def __init__(self, name):
        self.name = name


class Bearer(TokenAuthentication):
    keyword = "Bearer"

    def authenticate_credentials(self, key):
        token = Token.objects.filter(key=key).first()
        if token is None:
            raise exceptions.AuthenticationFailed()
        return Caller(token.name), token


class PayerForm(serializers.Serializer):
    id = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField(source="shown")
    kind = serializers.CharField()


class BillForm(serializers.ModelSerializer):
    payer = serializers.SerializerMethodField()
    settled = serializers.IntegerField()

    class Meta:
        model = Bill
        fields = ["id", "month", "number", "kind", "payer", "people", "lines", "total", "due_on", "settled"]

    def get_payer(self, bill):
        bill.payer.shown = bill.payer_name
        return PayerForm(bill.payer).data


def bills():
    name = PayerFact.objects.filter(payer=OuterRef("payer_id")).order_by("-scheme_version").values("name")[:1]
    paid = Settlement.objects.filter(bill=OuterRef("id")).values("bill").annotate(sum=Sum("amount")).values("sum")
    return Bill.objects.select_related("payer").annotate(payer_name=Subquery(name),
                                                         settled=Coalesce(Subquery(paid), 0,
                                                                          output_field=models.BigIntegerField()))


class Pages(pagination.CursorPagination):
    page_size = 50
    ordering = "id"


class OneBill(generics.RetrieveAPIView):
    authentication_classes = [Bearer]
    serializer_class = BillForm

    def get_queryset(self):
        return bills()


class Bills(generics.ListAPIView):
    authentication_classes = [Bearer]
    serializer_class = BillForm
    pagination_class = Pages

    def get_queryset(self):
        return bills()


urlpatterns = [path("v1/bills/<int:pk>", OneBill.as_view()), path("v1/bills", Bills.as_view())]
application = get_wsgi_application()
