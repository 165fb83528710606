#include "api/claim_common.hpp"
#include "api/entry_common.hpp"
#include "api/programme_forms.hpp"
#include "api/route.hpp"
#include "api/statements.hpp"
#include "api/upload_common.hpp"

namespace payung::api {

std::vector<Route> all_routes() {
  std::vector<Route> all;
  for (const auto routes : {house_routes(),     session_routes(),
                            account_routes(),   people_routes(),
                            privacy_routes(),   worker_routes(),
                            upload_routes(),    list_routes(),
                            review_routes(),    job_routes(),
                            programme_routes(), plan_routes(),
                            campaign_routes(),  programme_form_routes(),
                            statement_routes(), arrears_routes(),
                            system_routes(),    member_routes(),
                            money_routes(),     figure_routes(),
                            export_routes(),    rule_routes(),
                            audit_routes(),     registry_routes(),
                            bank_routes(),      webhook_routes(),
                            provider_routes(),  saved_view_routes(),
                            claim_routes(),     claim_paper_routes(),
                            entry_routes(),     entry_photo_routes(),
                            right_routes(),     draft_routes(),
                            fix_routes(),       preview_routes(),
                            quality_routes(),   family_routes(),
                            law_routes(),       right_letter_routes()})
    all.insert(all.end(), routes.begin(), routes.end());
  return all;
}

}  // namespace payung::api
