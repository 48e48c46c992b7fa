"""What the columns of other programs' lists are called, in English, Romanian, Polish and Russian."""

from __future__ import annotations

import re

from app.domain.folding import fold

# Header (letters and digits only, without accents) by what it means; the order of targets is that of trust.
_WORDS: dict[str, str] = {
    "client.name": "company companyname account accountname client clientname customer customername organisation "
    "organization organisationname organizationname business associatedcompany denumire denumireclient numeclient "
    "firma numefirma denumirefirma companie societate beneficiar nazwafirmy nazwaklienta klient kontrahent "
    "компания клиент организация контрагент наименование заказчик названиекомпании имяклиента",
    "client.legal_name": "legalname registeredname denumirelegala denumirejuridica pelnanazwa юридическоеназвание "
    "юрлицо полноенаименование",
    "client.industry": "industry sector domeniu domeniudeactivitate industrie branza sektor отрасль сфера "
    "сферадеятельности",
    "client.website": "website web url site domain websiteurl companydomainname paginaweb siteweb stronawww strona "
    "stronainternetowa www сайт вебсайт",
    "client.owner": "owner ownername accountowner accountmanager companyowner dealowner contactowner responsible "
    "responsabil managerdecont opiekun opiekunklienta handlowiec менеджер ответственный владелец",
    "client.status": "status accountstatus clientstatus customerstatus lifecyclestage stare stareclient "
    "statusklienta статус статусклиента",
    "client.since": "since clientsince customersince becameacustomerdate startdate clientdin datainceput "
    "datainceperii klientod dataod клиентс датаначала",
    "client.lost_on": "loston lostdate churndate datapierderii datautraty датаухода",
    "client.lost_reason": "lostreason churnreason motivpierdere przyczynautraty причинаухода",
    "client.currency": "currency currencycode currencyisocode moneda valuta waluta валюта",
    "client.first_contact_on": "firstcontact firstcontacton firstcontactdate primulcontact dataprimuluicontact "
    "pierwszykontakt первыйконтакт",
    "client.profile": "description notes note about aboutus comments remarks descriere observatii note opis uwagi "
    "описание примечание примечания комментарий",
    "client.tags": "tags labels etichete etykiety tagi метки теги",
    "contact.name": "contact contactname contactperson fullname persoanadecontact persoanacontact numesiprenume "
    "osobakontaktowa osobadokontaktu imieinazwisko контактноелицо контакт фио",
    "contact.first_name": "firstname givenname prenume imie имя",
    "contact.last_name": "lastname surname familyname numedefamilie nazwisko фамилия",
    "contact.email": "email emailaddress mail contactemail adresaemail adresadeemail adresemail почта "
    "электроннаяпочта емейл элпочта",
    "contact.phone": "phone phonenumber mobile mobilephone mobilephonenumber telephone tel contactphone telefon "
    "telefonmobil nrtelefon numertelefonu komorka телефон мобильный номертелефона",
    "contact.role": "jobtitle title role position functie functia stanowisko должность",
    "contact.birthday": "birthday birthdate dateofbirth datanasterii dataurodzenia деньрождения датарождения",
    "contact.language": "language preferredlanguage limba jezyk язык",
    "purchase.amount": "amount value dealvalue dealamount total totalamount sum suma valoare valoarevanzare kwota "
    "wartosc сумма стоимость",
    "purchase.bought_on": "closedate closedon closed dealdate invoicedate purchasedate orderdate boughton date "
    "datavanzarii datafacturii datainchiderii data datasprzedazy datafaktury datazamkniecia датапродажи дата "
    "датазакрытия датасчета",
    "purchase.item": "dealname opportunityname opportunity deal item product produs articol produkt towar товар "
    "продукт сделка названиесделки",
    "purchase.invoice": "invoice invoicenumber invoiceno factura nrfactura numarfactura faktura nrfaktury счет "
    "номерсчета",
    "purchase.cost": "cost cogs directcost costdirect koszt себестоимость",
    "purchase.discount": "discount reducere rabat скидка",
    "purchase.won": "iswon won isclosedwon stagename dealstage stage castigat etap этап",
    "row.deleted": "isdeleted deleted fivetrandeleted archived",
}
# Header → what it means, and its rank: of two headers for one meaning the one named first is taken.
SYNONYMS: dict[str, tuple[str, int]] = {
    fold(word): (target, rank) for target, words in _WORDS.items() for rank, word in enumerate(words.split())
}
# A name of what? The other columns tell.
GENERIC_NAMES = {fold(word) for word in ["name", "nume", "nazwa", "название", "имя"]}
STATUS_IF_KNOWN = {"type", "accounttype", "tip", "typ", "тип"}


def plain_header(header: str) -> str:
    """A header as it is compared: letters and digits without case, accents and Salesforce's `__c`."""
    header = re.sub(r"__c$", "", header.strip(), flags=re.IGNORECASE)
    return re.sub(r"[\W_]+", "", fold(header)).removeprefix("property")


def target_of(header: str) -> tuple[str, int] | None:
    """What a header means by itself, if anything, and its rank among those that mean the same."""
    return SYNONYMS.get(plain_header(header))
