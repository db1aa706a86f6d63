"""Pages of a person's own account."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import actions, queries
from accounts.forms import MakeTokenForm, RevokeTokenForm
from accounts.presenters import name_of, tokens_table
from casework.act import act_for


@never_cache
@require_http_methods(["GET", "POST"])
def tokens_view(request: HttpRequest) -> HttpResponse:
    """List one's API tokens and make another, which is shown this once."""
    form = MakeTokenForm(request.POST or None)
    told: list[str] = []
    if form.is_valid():
        actions.make_token(act_for(request), tell=told.append, **form.cleaned_data)
        if not told:
            messages.info(request, "That token was made already, and is shown only once.")
            return redirect("accounts:tokens")
        form = MakeTokenForm()
    context = {
        "form": form,
        "token": "".join(told),
        "tokens": tokens_table(queries.tokens_of(request.user)),
    }
    return render(request, "accounts/tokens.html", context)


@require_http_methods(["GET", "POST"])
def revoke_token_view(request: HttpRequest, token_key: str) -> HttpResponse:
    """End one of one's own tokens."""
    token = queries.tokens_of(request.user).filter(token_key=token_key).first()
    if token is None:
        raise Http404
    form = RevokeTokenForm(request.POST or None)
    if form.is_valid():
        actions.revoke_token(act_for(request), token_key=token_key)
        messages.success(request, f"The token of {name_of(token)} has ended.")
        return redirect("accounts:tokens")
    return render(request, "accounts/revoke_token.html", {"form": form, "name": name_of(token)})
